namespace AfterSales.Tests.Architecture.Fixtures.Arrows.Gadgets;

internal static class Gadget;
