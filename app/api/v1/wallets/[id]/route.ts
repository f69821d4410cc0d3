import { route } from '@/lib/server/rest/route'
import { changeWallet, deleteWallet, getWallet } from '@/lib/server/rest/wallets'

export const { GET, POST, PUT, PATCH, DELETE } = route(changeWallet, deleteWallet, getWallet)
