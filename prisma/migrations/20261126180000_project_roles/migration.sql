-- AlterTable
ALTER TABLE "users" ADD COLUMN     "project_roles" JSONB NOT NULL DEFAULT '{}';

-- What Prisma cannot say.
ALTER TABLE "users" DROP CONSTRAINT "users_role_known";
ALTER TABLE "users"
    ADD CONSTRAINT "users_role_known" CHECK ("role" IN ('none', 'viewer', 'editor', 'admin')),
    ADD CONSTRAINT "users_project_roles_are_an_object" CHECK (jsonb_typeof("project_roles") = 'object');
