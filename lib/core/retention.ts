/** How many days a deleted row can be restored. */
export const trashDays = 30

/** After how many days what is deleted, decided or answered goes for good: nobody can ask for it any more. */
export const keptDays = 400

/** For how many days after a restore devices can bring back what it lost; so long nothing goes for good. */
export const healingDays = 90
