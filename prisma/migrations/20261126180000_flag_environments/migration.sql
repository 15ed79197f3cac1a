-- AlterTable
ALTER TABLE "flags" ADD COLUMN     "environments" JSON NOT NULL DEFAULT '{}';

-- What Prisma cannot say. Of what existed nothing is named, which means: on where the flag is on.
ALTER TABLE "flags"
    ADD CONSTRAINT "flags_environments_object" CHECK (json_typeof("environments") = 'object');
