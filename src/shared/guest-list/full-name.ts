/** First and last name as shown at the door; either may be missing. */
export function fullName(firstName: string, lastName: string): string {
  return firstName === '' || lastName === '' ? firstName + lastName : `${firstName} ${lastName}`;
}
