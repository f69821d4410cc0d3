ALTER TABLE "categories" ALTER COLUMN "name_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "note_search" text;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "time_zone_chosen" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "expenses_unread" ON "expenses" USING btree ("space_id","id") WHERE "expenses"."note_search" is null;--> statement-breakpoint
-- How names are folded has changed, but not for plain letters: the others are worked out by code (db/derive-missing.ts).
UPDATE "categories" SET "name_key" = NULL WHERE octet_length("name") <> char_length("name");--> statement-breakpoint
-- Nobody but a person could write one until now.
UPDATE "settings" SET "time_zone_chosen" = true WHERE "time_zone" <> 'UTC';
