ALTER TABLE "settings" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "first_weekday" integer;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "month_starts_on" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "theme" text DEFAULT 'system' NOT NULL;