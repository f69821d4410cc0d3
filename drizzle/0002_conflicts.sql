CREATE TABLE "conflicts" (
	"space_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rev" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"updated_by" uuid NOT NULL,
	"deleted_at" timestamptz(3),
	"moved_to" jsonb,
	"entity" text NOT NULL,
	"row_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"kept" jsonb NOT NULL,
	CONSTRAINT "conflicts_space_id_id_pk" PRIMARY KEY("space_id","id")
);
--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conflicts_by_rev" ON "conflicts" USING btree ("space_id","rev");--> statement-breakpoint
CREATE INDEX "conflicts_by_row" ON "conflicts" USING btree ("space_id","row_id");