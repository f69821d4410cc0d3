/** The version of what device and server say to each other. */
export const protocolVersion = 1

/** The most mutations that one request can bring. */
export const mostMutations = 200
