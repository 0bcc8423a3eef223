namespace AfterSales.Tests.Architecture.Fixtures.Arrows.Records;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class RecordAttribute : Attribute;
