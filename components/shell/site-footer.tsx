export function SiteFooter() {
  return <footer className="border-rule border-t" />;
}
