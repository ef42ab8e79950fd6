// A text field takes whatever is pasted; below it stands how long that is, once it is nearly or more than is taken.
const said = document.querySelector("[data-letters]")?.dataset.letters ?? "# / ##";
for (const field of document.querySelectorAll("[data-most]")) {
  const most = Number(field.dataset.most);
  const told = document.createElement("p");
  told.className = "help";
  told.setAttribute("role", "status");
  field.after(told);
  const count = () => {
    const found = [...field.value].length;
    told.textContent = found > most * 0.8 ? said.replace("##", most).replace("#", found) : "";
    told.classList.toggle("error", found > most);
  };
  field.addEventListener("input", count);
  count();
}
