using AfterSales.Api.Wording;

namespace AfterSales.Policies;

/// <summary>Made-up facts that previews of messages show, by language.</summary>
public static class Sample
{
    private static readonly DateOnly FirstDay = new(2026, 3, 2);

    public static Placeholder Name { get; } = new("Name", language => language switch { "zh-CN" => "王伟", "es" => "Lucía Ortega", _ => "Alex Miller" });

    public static Placeholder Branch { get; } = new("Branch", language => language switch { "zh-CN" => "上海服务中心", "es" => "Centro de servicio Madrid", _ => "Service centre North" });

    /// <param name="after">Days after a Monday in March.</param>
    public static Placeholder Day(string name, int after) => new(name, language => FirstDay.AddDays(after).ToString("D", ReaderLanguage.CultureOf(language)));

    public static Placeholder Time(string name, TimeOnly at) => new(name, language => at.ToString("t", ReaderLanguage.CultureOf(language)));

    /// <param name="path">Below the service; the link leads nowhere.</param>
    public static Placeholder Link(string path) => new("Link", language => $"https://service.example/{path}/…") { IsRequired = true, IsForTextAlone = true };
}
