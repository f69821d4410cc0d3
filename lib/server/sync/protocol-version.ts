import 'server-only'
import { AppError } from '@/lib/core/errors'
import { protocolVersion } from '@/lib/domain/protocol-numbers'

/** Refuses (`other_protocol`) a device whose version of the protocol is not spoken here; it keeps all that it has. */
export function requireProtocol(body: unknown): void {
  const { protocol } = (body ?? {}) as { protocol?: unknown }
  if (typeof protocol !== 'number' || protocol === protocolVersion) return
  const older = protocol < protocolVersion
  throw new AppError(
    'other_protocol',
    `${older ? 'This version of the app is too old' : 'The server is older than this version of the app'}. Your changes are kept on this device.`,
  )
}
