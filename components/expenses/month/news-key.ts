/** Set on this device where the budgets had something to say the last time: room is kept for it, so that nothing moves when it comes. */
export const newsKey = 'ttm-budget-news'
