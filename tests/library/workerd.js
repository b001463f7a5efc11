/** A Worker that is sent the URLs. */
import * as library from "./index.workerd.js";
import { scenario } from "./scenario.js";

export default {
  async fetch(request) {
    return Response.json(await scenario(library, await request.json()));
  },
};
