/** Parts of the settings that other screens lead to. */
export const sections = { connection: 'connection', parked: 'parked' } as const;

/** Brings a section into view once the screen that has it is there, and the focus to it: the next Tab goes on from there. */
export function goToSection(id: keyof typeof sections): void {
  requestAnimationFrame(() => {
    const section = document.getElementById(sections[id]);
    section?.scrollIntoView({ block: 'start' });
    section?.focus({ preventScroll: true });
  });
}
