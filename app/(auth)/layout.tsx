import type { ReactNode } from "react";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <main className="flex min-h-dvh justify-center px-5 pt-[min(18dvh,10rem)] pb-12">{children}</main>;
}
