using AfterSales.Api.Wording;
using AfterSales.Promises.Rules;
using AfterSales.Tasks;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Tasks;

public sealed class TaskWordsTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly DateTimeOffset Ten = At("2026-03-09T02:00:00Z");

    [Theory]
    [InlineData("en", "arrival: promise broken since 9 Mar 2026 10:00")]
    [InlineData("zh-CN", "到场：自 2026年3月9日 10:00 起已超时")]
    [InlineData("es", "llegada: compromiso incumplido desde el 9 mar 2026 10:00")]
    public void Which_promise_was_broken_and_since_when_is_said_in_the_readers_language(string language, string said) =>
        Assert.Equal(said, TaskWords.Of(new WorkTaskRow { Promise = PromiseKind.Arrival, MatterSince = Ten }, null, new ReaderForm(language, Shanghai)));

    [Theory]
    [InlineData("en", "working again: promised until 9 Mar 2026 10:00")]
    [InlineData("zh-CN", "恢复使用：承诺期限为 2026年3月9日 10:00")]
    public void What_runs_out_says_until_when_it_can_be_kept(string language, string said) =>
        Assert.Equal(said, TaskWords.Of(new WorkTaskRow { Promise = PromiseKind.Restored, MatterUntil = Ten }, null, new ReaderForm(language, Shanghai)));

    [Theory]
    [InlineData("诊断", "王伟", "诊断 · 王伟")]
    [InlineData("王伟", "王伟", "王伟")]
    [InlineData(null, "王伟", "王伟")]
    [InlineData(null, null, null)]
    public void A_task_is_about_a_record_and_somebody(string? record, string? person, string? said) => Assert.Equal(said, TaskWords.Subject(record, person));

    [Theory]
    [InlineData("李强", "李强, agreed for 9 Mar 2026 10:00 – 9 Mar 2026 11:00")]
    [InlineData(null, "agreed for 9 Mar 2026 10:00 – 9 Mar 2026 11:00")]
    public void An_appointment_says_whose_it_was_and_when(string? technician, string said) =>
        Assert.Equal(said, TaskWords.Of(new WorkTaskRow { MatterSince = Ten, MatterUntil = Ten.AddHours(1) }, technician, new ReaderForm("en", Shanghai)));
}
