'use strict';

const place = document.getElementById('graphiql');
const api = new URL(place.dataset.api, window.location.href);
const socket = new URL(api);
socket.protocol = api.protocol === 'https:' ? 'wss:' : 'ws:';

const firstQuery = `# Ctrl-Enter runs the operation at
# the cursor, Ctrl-Space proposes.
# You see what your account may see.

query Tickets {
  tickets(first: 10) {
    totalCount
    nodes {
      number
      step
      kind
      category
      registeredAt
      branch {
        name
      }
      allowedActions
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}

subscription TicketChanges {
  ticketChanged {
    number
    step
  }
}
`;

ReactDOM.createRoot(place).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({
      url: api.href,
      subscriptionUrl: socket.href,
      enableIncrementalDelivery: false,
      fetch: (address, options) => window.fetch(address, { ...options, credentials: 'same-origin' }),
    }),
    defaultQuery: firstQuery,
    shouldPersistHeaders: false,
  }),
);
