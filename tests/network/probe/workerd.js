/** Tests the host of workerd: a Worker that is sent the tasks. */
import { workerdHost } from "./host-workerd.js";
import { probe } from "./probe.js";

export default {
  async fetch(request) {
    return Response.json(
      await probe(
        workerdHost(() => {}),
        await request.json(),
      ),
    );
  },
};
