export function OperatorPages() {
  return (
    <main className="page" id="main">
      <h1>OperatorPages</h1>
    </main>
  );
}
