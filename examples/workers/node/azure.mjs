/** A transport for Azure's clients that answers in this process. */

/**
 * The options of a client whose requests are all answered with a body, which `answer` says; `createHttpHeaders` is that
 * of the client's own `@azure/core-rest-pipeline`.
 */
export function inProcess(createHttpHeaders) {
  let body;
  const headers = createHttpHeaders({ "content-type": "application/json" });
  const sendRequest = async (request) => ({ request, status: 200, headers, bodyAsText: body.toString() });
  return {
    options: { retryOptions: { maxRetries: 0 }, httpClient: { sendRequest } },
    answer: (document) => {
      body = document; // read as UTF-8, as the package's own transport does
    },
  };
}
