export function CourierPages() {
  return (
    <main className="page" id="main">
      <h1>CourierPages</h1>
    </main>
  );
}
