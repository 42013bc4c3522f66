export function ManagerPages() {
  return (
    <main className="page" id="main">
      <h1>ManagerPages</h1>
    </main>
  );
}
