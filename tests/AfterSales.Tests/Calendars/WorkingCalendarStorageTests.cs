using System.Text.Json;
using AfterSales.Calendars;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Calendars;

public sealed class WorkingCalendarStorageTests
{
    private static readonly WorkingCalendar Office = ShanghaiOffice();

    [Fact]
    public void A_calendar_comes_back_from_JSON_as_it_was()
    {
        var json = JsonSerializer.Serialize(Office);
        Assert.Equal(Office, JsonSerializer.Deserialize<WorkingCalendar>(json));
        Assert.Contains("""{"Day":"Monday","From":"08:30:00","To":"12:00:00"}""", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_calendar_that_names_only_its_time_zone_is_read_as_closed()
    {
        Assert.Equal(WorkingCalendar.Closed("UTC"), JsonSerializer.Deserialize<WorkingCalendar>("""{"TimeZone":"UTC"}"""));
    }

    [Fact]
    public void A_calendar_comes_back_from_another_silo_as_it_was()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        Assert.Equal(Office, serializer.Deserialize<WorkingCalendar>(serializer.SerializeToArray(Office)));
    }

    [Fact]
    public void Calendars_are_compared_by_what_they_say()
    {
        Assert.Equal(Office, ShanghaiOffice());
        Assert.Equal(Office.GetHashCode(), ShanghaiOffice().GetHashCode());
        Assert.NotEqual(Office, Office with { Breaks = [] });
        Assert.NotEqual(Office, Office with { Week = [.. Office.Week.Reverse()] });
    }
}
