// What stands in place of the app where this device has stopped: few ever see it, and it comes as one file.
export { LeftoverWork } from './leftover-work'
export { StoppedPage } from './stopped-page'
export { UnknownAccount } from './unknown-account'
