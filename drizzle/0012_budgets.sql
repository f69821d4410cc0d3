CREATE TABLE "budgets" (
	"space_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rev" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"updated_by" uuid NOT NULL,
	"deleted_at" timestamptz(3),
	"moved_to" jsonb,
	"healed_rev" bigint,
	"healed_epoch" uuid,
	"name" text NOT NULL,
	"scope" text NOT NULL,
	"categories" jsonb NOT NULL,
	"period" text NOT NULL,
	"starts_on" integer NOT NULL,
	"rollover" text NOT NULL,
	"since" date NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "budgets_space_id_id_pk" PRIMARY KEY("space_id","id")
);
--> statement-breakpoint
CREATE TABLE "limits" (
	"space_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rev" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"updated_by" uuid NOT NULL,
	"deleted_at" timestamptz(3),
	"moved_to" jsonb,
	"healed_rev" bigint,
	"healed_epoch" uuid,
	"budget_id" uuid NOT NULL,
	"from" date NOT NULL,
	"amount" bigint,
	"currency" char(3) NOT NULL,
	CONSTRAINT "limits_space_id_id_pk" PRIMARY KEY("space_id","id")
);
--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "limits" ADD CONSTRAINT "limits_space_id_budget_id_budgets_space_id_id_fk" FOREIGN KEY ("space_id","budget_id") REFERENCES "public"."budgets"("space_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budgets_by_rev" ON "budgets" USING btree ("space_id","rev");--> statement-breakpoint
CREATE INDEX "limits_by_rev" ON "limits" USING btree ("space_id","rev");--> statement-breakpoint
CREATE INDEX "limits_by_budget" ON "limits" USING btree ("space_id","budget_id");