import type { Metadata } from 'next'
import { CategoriesScreen } from '@/components/categories/categories-screen'

export const metadata: Metadata = { title: 'Categories' }

/** A wallet's categories: their looks, their order, and what they are merged into. */
export default function CategoriesPage() {
  return <CategoriesScreen />
}
