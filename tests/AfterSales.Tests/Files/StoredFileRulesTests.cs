using AfterSales.Access;
using AfterSales.Files;
using AfterSales.Files.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Files;

public sealed class StoredFileRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-03-09T02:00:00Z");
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly Caller Uploader = new("acc-1", "", [new Assignment(Role.Technician, "b-sh")]);

    private static StoredFile Uploaded(bool isToBeScanned = false) => After(null,
        StoredFileRules.Receive("f-1", new ReceivedFile("照片.jpg", "image/jpeg", 12, "ab"), Uploader, isToBeScanned, Day, Now));

    private static StoredFile After(StoredFile? before, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(before, (state, happened) => StoredFile.Apply(state, happened))!;
    }

    [Fact]
    public void A_file_that_hangs_on_nothing_goes_after_a_day()
    {
        var file = Uploaded();
        Assert.Equal(Now + Day, file.NextDue);
        Assert.False(StoredFileRules.IsToBeDropped(file, Now.AddHours(23)));
        Assert.True(StoredFileRules.IsToBeDropped(file, Now + Day));
        Assert.Null(StoredFile.Apply(file, new FileDropped(Now + Day)).NextDue);
    }

    [Fact]
    public void Only_its_uploader_attaches_it_and_to_one_record()
    {
        var other = Uploader with { Account = "acc-2" };
        Assert.IsType<NotFound>(StoredFileRules.Hold(Uploaded(), "c-1", other, Day, Now).Refusal);
        var held = After(Uploaded(), StoredFileRules.Hold(Uploaded(), "c-1", Uploader, Day, Now));
        Assert.Empty(StoredFileRules.Hold(held, "c-1", Uploader, Day, Now.AddHours(1)).Events);
        Assert.IsType<FileAttachedElsewhere>(StoredFileRules.Hold(held, "t-1", Uploader, Day, Now.AddHours(1)).Refusal);
        var kept = After(held, StoredFileRules.Claim(held, "c-1"));
        Assert.Null(kept.NextDue);
        Assert.IsType<FileAttachedElsewhere>(StoredFileRules.Hold(kept, "t-1", Uploader, Day, Now.AddDays(90)).Refusal);
    }

    [Fact]
    public void A_hold_that_no_save_confirmed_lapses()
    {
        var held = After(Uploaded(), StoredFileRules.Hold(Uploaded(), "c-1", Uploader, Day, Now.AddHours(20)));
        Assert.Equal(Now.AddHours(44), held.NextDue);
        Assert.Equal("t-1", After(held, StoredFileRules.Hold(held, "t-1", Uploader, Day, Now.AddHours(44))).Owner);
    }

    [Fact]
    public void Who_is_erased_takes_the_file_along_at_once_and_its_name()
    {
        var kept = After(After(Uploaded(), StoredFileRules.Hold(Uploaded(), "t-1", Uploader, Day, Now)), new FileClaimed("t-1"));
        Assert.Empty(StoredFileRules.LetGo(kept, "t-9", Now).Events);
        var gone = After(kept, StoredFileRules.LetGo(kept, "t-1", Now.AddDays(9)));
        Assert.Equal((null, Now.AddDays(9), "", null), (gone.Owner, gone.DroppedAt, gone.Name, gone.NextDue));
        Assert.Empty(StoredFileRules.LetGo(gone, "t-1", Now.AddDays(10)).Events);
    }

    [Fact]
    public void What_a_record_lets_go_is_kept_for_another_day()
    {
        var kept = After(After(Uploaded(), StoredFileRules.Hold(Uploaded(), "c-1", Uploader, Day, Now)), new FileClaimed("c-1"));
        Assert.Empty(StoredFileRules.Release(kept, "t-9", Day, Now).Events);
        var free = After(kept, StoredFileRules.Release(kept, "c-1", Day, Now.AddDays(9)));
        Assert.Equal((null, false, Now.AddDays(10)), (free.Owner, free.IsClaimed, free.NextDue!.Value));
    }

    [Fact]
    public void A_claim_counts_for_the_record_that_holds_it_only()
    {
        var held = After(Uploaded(), StoredFileRules.Hold(Uploaded(), "c-1", Uploader, Day, Now));
        Assert.Empty(StoredFileRules.Claim(held, "c-2").Events);
        Assert.Empty(StoredFileRules.Claim(After(held, StoredFileRules.Claim(held, "c-1")), "c-1").Events);
    }

    [Fact]
    public void Until_it_was_scanned_nobody_downloads_it_and_an_infected_one_hangs_on_nothing()
    {
        var waiting = Uploaded(isToBeScanned: true);
        Assert.False(waiting.MayBeDownloaded);
        Assert.Equal(Now, waiting.NextDue);
        Assert.True(After(waiting, StoredFileRules.Scanned(null)).MayBeDownloaded);
        var infected = After(waiting, StoredFileRules.Scanned("Eicar-Test-Signature"));
        Assert.False(infected.MayBeDownloaded);
        Assert.IsType<FileInfected>(StoredFileRules.Hold(infected, "c-1", Uploader, Day, Now).Refusal);
        Assert.Equal(Now + Day, infected.NextDue);
        Assert.True(Uploaded().MayBeDownloaded);
    }

    [Fact]
    public void A_silent_scanner_is_asked_again_less_and_less_often_and_at_least_hourly()
    {
        var (file, at) = (Uploaded(isToBeScanned: true), Now);
        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            file = After(file, StoredFileRules.PutOff(file, at));
            Assert.Equal(at.AddMinutes(minutes), file.ScanAt);
            at = file.ScanAt!.Value;
        }
    }
}
