// Chooses units with a box: Shift and drag. Leaves moving the map to Leaflet.

const LEAST = 5;

/** Tell `onBox({left, top, right, bottom}, isAdding)` in pixels of the map when a box was drawn. */
export function boxSelect(map, onBox) {
  const container = map.getContainer();
  const shape = document.createElement("div");
  shape.className = "select-box";
  shape.hidden = true;
  container.append(shape);
  let start = null;

  const boxTo = (event) => {
    const { left, top } = container.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    return { left: Math.min(start.x, x), top: Math.min(start.y, y), right: Math.max(start.x, x), bottom: Math.max(start.y, y) };
  };
  const isBox = (box) => box.right - box.left >= LEAST && box.bottom - box.top >= LEAST;
  const show = (event) => {
    const box = boxTo(event);
    shape.hidden = !isBox(box);
    shape.style.left = `${box.left}px`;
    shape.style.top = `${box.top}px`;
    shape.style.width = `${box.right - box.left}px`;
    shape.style.height = `${box.bottom - box.top}px`;
  };
  const end = () => {
    start = null;
    shape.hidden = true;
    document.removeEventListener("mousemove", show, true);
    document.removeEventListener("mouseup", finish, true);
    document.removeEventListener("keydown", leave, true);
  };
  const finish = (event) => {
    const box = boxTo(event);
    end();
    if (isBox(box)) onBox(box, event.ctrlKey);
  };
  const leave = (event) => {
    if (event.key === "Escape") end();
  };
  container.addEventListener("mousedown", (event) => {
    if (!event.shiftKey || event.button !== 0 || event.target.closest(".leaflet-control")) return;
    const { left, top } = container.getBoundingClientRect();
    start = { x: event.clientX - left, y: event.clientY - top };
    document.addEventListener("mousemove", show, true);
    document.addEventListener("mouseup", finish, true);
    document.addEventListener("keydown", leave, true);
    event.preventDefault();
  });
}
