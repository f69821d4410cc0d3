CREATE TABLE "one_time_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"user_id" uuid,
	"expires_at" timestamptz(3) NOT NULL,
	"used_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"count" integer NOT NULL,
	"reset_at" timestamptz(3) NOT NULL,
	"blocked_until" timestamptz(3),
	CONSTRAINT "rate_limits_kind_subject_pk" PRIMARY KEY("kind","subject")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	"seen_at" timestamptz(3) DEFAULT now() NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"revoked_at" timestamptz(3)
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"space_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rev" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"updated_by" uuid NOT NULL,
	"deleted_at" timestamptz(3),
	"moved_to" jsonb,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"icon" text NOT NULL,
	"color" text NOT NULL,
	"position" integer NOT NULL,
	"archived" boolean NOT NULL,
	"merged_into" uuid,
	CONSTRAINT "categories_space_id_id_pk" PRIMARY KEY("space_id","id")
);
--> statement-breakpoint
CREATE TABLE "expenses" (
	"space_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rev" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"updated_by" uuid NOT NULL,
	"deleted_at" timestamptz(3),
	"moved_to" jsonb,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"rate" text,
	"payers" jsonb,
	"split" jsonb,
	"date" date NOT NULL,
	"category_id" uuid NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "expenses_space_id_id_pk" PRIMARY KEY("space_id","id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"space_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rev" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"updated_by" uuid NOT NULL,
	"deleted_at" timestamptz(3),
	"moved_to" jsonb,
	"role" text NOT NULL,
	CONSTRAINT "members_space_id_id_pk" PRIMARY KEY("space_id","id")
);
--> statement-breakpoint
CREATE TABLE "mutation_log" (
	"space_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"client" uuid,
	"n" bigint,
	"hash" text NOT NULL,
	"rev" bigint,
	"result" json NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "mutation_log_space_id_id_pk" PRIMARY KEY("space_id","id")
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"space_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rev" bigint NOT NULL,
	"entity" text NOT NULL,
	"row_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"units" json NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"by" uuid NOT NULL,
	"client" uuid,
	"via" text NOT NULL,
	CONSTRAINT "revisions_space_id_id_pk" PRIMARY KEY("space_id","id")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"space_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rev" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"updated_by" uuid NOT NULL,
	"deleted_at" timestamptz(3),
	"moved_to" jsonb,
	"default_wallet_id" uuid,
	"time_zone" text NOT NULL,
	CONSTRAINT "settings_space_id_id_pk" PRIMARY KEY("space_id","id")
);
--> statement-breakpoint
CREATE TABLE "spaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"min_rev" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wallets" (
	"space_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rev" bigint NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"updated_by" uuid NOT NULL,
	"deleted_at" timestamptz(3),
	"moved_to" jsonb,
	"name" text NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "wallets_space_id_id_pk" PRIMARY KEY("space_id","id")
);
--> statement-breakpoint
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_space_id_merged_into_categories_space_id_id_fk" FOREIGN KEY ("space_id","merged_into") REFERENCES "public"."categories"("space_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_space_id_category_id_categories_space_id_id_fk" FOREIGN KEY ("space_id","category_id") REFERENCES "public"."categories"("space_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mutation_log" ADD CONSTRAINT "mutation_log_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wallets" ADD CONSTRAINT "wallets_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rate_limits_by_reset" ON "rate_limits" USING btree ("reset_at");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_by_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "categories_by_name" ON "categories" USING btree ("space_id","name_key") WHERE "categories"."deleted_at" is null and "categories"."merged_into" is null;--> statement-breakpoint
CREATE INDEX "categories_by_rev" ON "categories" USING btree ("space_id","rev");--> statement-breakpoint
CREATE INDEX "expenses_by_date" ON "expenses" USING btree ("space_id","date","id") WHERE "expenses"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "expenses_by_rev" ON "expenses" USING btree ("space_id","rev");--> statement-breakpoint
CREATE INDEX "expenses_by_category" ON "expenses" USING btree ("space_id","category_id");--> statement-breakpoint
CREATE INDEX "members_by_user" ON "members" USING btree ("id","space_id");--> statement-breakpoint
CREATE INDEX "members_by_rev" ON "members" USING btree ("space_id","rev");--> statement-breakpoint
CREATE INDEX "mutation_log_by_client" ON "mutation_log" USING btree ("space_id","user_id","client","n");--> statement-breakpoint
CREATE INDEX "mutation_log_by_rev" ON "mutation_log" USING btree ("space_id","rev");--> statement-breakpoint
CREATE INDEX "revisions_by_row" ON "revisions" USING btree ("space_id","row_id","rev");