/**
 * The button of the menu that was opened last. A menu's item is gone by the time that the dialog it opened closes; the
 * menu's button is not.
 */
export const triggers: { last: HTMLElement | null } = { last: null };
