CREATE TABLE "jobs" (
	"name" text PRIMARY KEY NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"holder" text,
	"leased_until" timestamptz(3)
);
--> statement-breakpoint
CREATE INDEX "expenses_by_deletion" ON "expenses" USING btree ("space_id","deleted_at") WHERE "expenses"."deleted_at" is not null;