// A scanned slip carries its code after "#": put it into the field and take it out of the address.
(() => {
  const field = document.getElementById("code");
  const take = () => {
    const code = location.hash.slice(1);
    if (!field || !/^[0-9A-Za-z-]{16,32}$/.test(code)) return;
    field.value = code;
    history.replaceState(null, "", location.pathname + location.search);
  };
  addEventListener("hashchange", take);
  take();
})();
