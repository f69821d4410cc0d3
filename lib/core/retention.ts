/** How many days a deleted row can be restored. */
export const trashDays = 30
