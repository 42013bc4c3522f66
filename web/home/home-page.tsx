export function HomePage() {
  return (
    <main className="page" id="main">
      <h1>HomePage</h1>
    </main>
  );
}
