import {
  Baby,
  Bike,
  Book,
  Briefcase,
  Bus,
  Car,
  CircleEllipsis,
  Coffee,
  Droplets,
  Dumbbell,
  Fuel,
  Gamepad2,
  Gift,
  GraduationCap,
  HeartPulse,
  House,
  Landmark,
  type LucideIcon,
  Music,
  PawPrint,
  PiggyBank,
  Plane,
  ReceiptText,
  Scissors,
  Shirt,
  ShoppingBag,
  ShoppingBasket,
  Smartphone,
  Tag,
  Ticket,
  Utensils,
  Wifi,
  Wrench,
  Zap,
} from 'lucide-react'
import type { CategoryIcon as IconName } from '@/lib/domain/categories/palette'

const icons: Record<IconName, LucideIcon> = {
  'shopping-basket': ShoppingBasket,
  utensils: Utensils,
  bus: Bus,
  house: House,
  'receipt-text': ReceiptText,
  'shopping-bag': ShoppingBag,
  ticket: Ticket,
  'heart-pulse': HeartPulse,
  plane: Plane,
  'circle-ellipsis': CircleEllipsis,
  coffee: Coffee,
  car: Car,
  fuel: Fuel,
  bike: Bike,
  shirt: Shirt,
  gift: Gift,
  baby: Baby,
  'paw-print': PawPrint,
  'graduation-cap': GraduationCap,
  book: Book,
  music: Music,
  'gamepad-2': Gamepad2,
  dumbbell: Dumbbell,
  scissors: Scissors,
  wrench: Wrench,
  smartphone: Smartphone,
  wifi: Wifi,
  zap: Zap,
  droplets: Droplets,
  landmark: Landmark,
  'piggy-bank': PiggyBank,
  briefcase: Briefcase,
  tag: Tag,
}

const known = new Map<string, LucideIcon>(Object.entries(icons))

/** A category's icon on a tint of its colour; decoration only, so its name must stand beside it. Unknown names get a tag. */
export function CategoryIcon({ icon, color }: { icon: string; color: string }) {
  const Icon = known.get(icon) ?? Tag
  return (
    <span
      data-color={color}
      className="category-tint grid size-10 flex-none place-items-center rounded-full"
    >
      <Icon size={20} strokeWidth={1.75} />
    </span>
  )
}
