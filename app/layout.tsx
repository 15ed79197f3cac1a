import type { Metadata } from "next";
import type { ReactNode } from "react";
import "./globals.css";

export const metadata: Metadata = {
  title: "Guidon",
  description: "Feature flags with ordered targeting rules and reusable segments",
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body className="bg-ground font-sans text-ink antialiased">{children}</body>
    </html>
  );
}
