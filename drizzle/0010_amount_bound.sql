ALTER TABLE "expenses" ADD CONSTRAINT "expenses_amount" CHECK (abs("expenses"."amount") <= 10000000000000) NOT VALID;
