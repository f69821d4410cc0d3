import { route } from '@/lib/server/rest/route'
import { addWallet, listWalletsEndpoint } from '@/lib/server/rest/wallets'

export const { GET, POST, PUT, PATCH, DELETE } = route(addWallet, listWalletsEndpoint)
