using GraphQL.Types;

namespace AfterSales.Tests.Architecture.Fixtures.Graph.Engine;

internal sealed class EngineOfItsOwn : Schema;
