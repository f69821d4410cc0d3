ALTER TABLE "categories" ADD COLUMN "healed_epoch" uuid;--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "healed_epoch" uuid;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "healed_epoch" uuid;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "healed_epoch" uuid;--> statement-breakpoint
ALTER TABLE "revisions" ADD COLUMN "label" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "healed_epoch" uuid;--> statement-breakpoint
ALTER TABLE "wallets" ADD COLUMN "healed_epoch" uuid;