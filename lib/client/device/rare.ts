// What hardly any page ever does or meets: it comes as one file.
export { nextRare } from './next-rare'
export { performRare, takeArrival } from './rare-effects'
