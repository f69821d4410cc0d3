CREATE TABLE "past_epochs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"n" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "restored_spaces" (
	"space_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"from_rev" bigint NOT NULL,
	CONSTRAINT "restored_spaces_space_id_id_pk" PRIMARY KEY("space_id","id")
);
--> statement-breakpoint
ALTER TABLE "categories" ADD COLUMN "healed_rev" bigint;--> statement-breakpoint
ALTER TABLE "conflicts" ADD COLUMN "healed_rev" bigint;--> statement-breakpoint
ALTER TABLE "expenses" ADD COLUMN "healed_rev" bigint;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "healed_rev" bigint;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "healed_rev" bigint;--> statement-breakpoint
ALTER TABLE "wallets" ADD COLUMN "healed_rev" bigint;--> statement-breakpoint
ALTER TABLE "restored_spaces" ADD CONSTRAINT "restored_spaces_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;