import localFont from "next/font/local";

// The files come with the packages, so that nothing is fetched from elsewhere, neither by the build nor later. Scripts
// outside the Latin subset use the system's own font.
const geistSans = localFont({
  src: "../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2",
  variable: "--font-geist",
  weight: "100 900",
  display: "swap",
});

const geistMono = localFont({
  src: "../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  display: "swap",
  preload: false,
  adjustFontFallback: false,
});

export const fontClasses = `${geistSans.variable} ${geistMono.variable}`;
