using AfterSales.Headquarters;

namespace AfterSales.Tests.Headquarters;

public sealed class StaffingLineTests
{
    private static readonly FigureGroup Branch = new(FigureGrouping.Branch, "b-sh", null);

    [Fact]
    public void Where_there_is_no_technician_nothing_is_told_of_each()
    {
        var line = new StaffingLine(Branch, technicians: 0, products: 12, tickets: 5);
        Assert.Equal((null, null), (line.TicketsPerTechnician, line.ProductsPerTechnician));
        Assert.Equal((0, 12, 5), (line.Technicians, line.InstalledProducts, line.TicketsRegistered));
    }

    [Fact]
    public void What_each_has_to_look_after_is_divided_by_those_who_are_there()
    {
        var line = new StaffingLine(Branch, technicians: 4, products: 10, tickets: 0);
        Assert.Equal((0.0, 2.5), (line.TicketsPerTechnician, line.ProductsPerTechnician));
    }
}
