CREATE TABLE "epochs" (
	"only" integer PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"started_at" timestamptz(3) DEFAULT now() NOT NULL
);
--> statement-breakpoint
INSERT INTO "epochs" ("only", "id") VALUES (1, gen_random_uuid());
