/** Given and family names that belong together, so that nobody is called Yuki Papadopoulos. */
export const namePools: readonly { readonly given: readonly string[]; readonly family: readonly string[] }[] = [
  {
    given: 'Oliver Amelia George Isla Harry Freya Arthur Poppy Theo Grace Jack Rosie Alfie Ella Leo Ivy'.split(' '),
    family: 'Smith Jones Taylor Brown Walker Hughes Turner Bennett Fletcher Whitfield O’Neill MacLeod'.split(' '),
  },
  {
    given: 'Lukas Hannah Jürgen Sophie Björn Käthe Felix Lena Maximilian Greta Sören Mia'.split(' '),
    family: 'Müller Schäfer Weiß Krüger Jäger Vogel Hoffmann Böhm Strauß Lindqvist Åkesson Østergaard'.split(' '),
  },
  {
    given: 'Ana Mateo Lucía Íñigo Carmen Hugo Inés Álvaro Paula Joaquín Núria Sofía João Beatriz'.split(' '),
    family: 'García Fernández Ruiz Núñez Ibáñez Peña Ortega Muñoz Gonçalves Sequeira Esteban Vidal'.split(' '),
  },
  {
    given: 'Chloé Étienne Margaux Noël Aurélie Benoît Zoé Gaël Inès Rémi Élodie Loïc'.split(' '),
    family: 'Lefèvre Moreau Dubois Girard Châtelain Bélanger Fournier Garnier Rousseau Besançon'.split(' '),
  },
  {
    given: 'Zofia Jakub Agnieszka Łukasz Željko Šárka Tomáš Dörte Ioana Ștefan Kristýna Mihály'.split(' '),
    family: 'Kowalska Wiśniewski Dvořák Novotná Popescu Nagy Szabó Horvat Jovanović Kučera Żurek'.split(' '),
  },
  {
    given: 'Amara Kwame Zanele Chidi Wanjiru Ifeoma Tariq Leila Yusuf Fatima Omar Samira'.split(' '),
    family: 'Okafor Mensah Dlamini Adeyemi Kamau Hassan Rahman Haddad Benali Diallo Nkosi'.split(' '),
  },
  {
    given: 'Priya Arjun Ananya Rohan Kavya Vikram Mei Wei Linh Minh Yuki Haruto'.split(' '),
    family: 'Sharma Patel Iyer Reddy Nguyen Tran Chen Wang Tanaka Sato Kim Park'.split(' '),
  },
];

export const companies: readonly string[] = [
  'Northwind Media',
  'Acme Events',
  'Bluebird Hotels',
  'Kowalski & Söhne GmbH',
  'La Petite Imprimerie',
  'Harbour Brewing Co.',
  'Studio Åkesson',
  'City Arts Council',
  'Greenfield Energy',
  'The Evening Courier',
  'Radio 7',
  'Vidal Arquitectos',
];

export const notes: readonly string[] = [
  'Speaker tonight: take to the stage door',
  'Wheelchair: use the side entrance, table 4',
  'Nut allergy: tell the kitchen',
  'Award winner: call Maya on arrival',
  'Brings a guide dog',
];
