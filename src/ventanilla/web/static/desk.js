// The keys of the desk: "/" goes to the find box. Nothing on a page needs this file.
document.addEventListener("keydown", function (event) {
  var field = event.target.closest("input, textarea, select");
  if (event.key === "/" && !field) {
    var find = document.getElementById("q");
    if (find) { event.preventDefault(); find.focus(); }
  }
});
