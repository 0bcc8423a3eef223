using AfterSales.Files;
using AfterSales.Files.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Files;

public sealed class AttachmentTests
{
    private static readonly DateTimeOffset Now = At("2026-03-09T02:00:00Z");
    private static readonly StoredFile Photo = new() { Id = "f-1", Hash = "ab" };

    [Fact]
    public void A_file_is_attached_once_and_taken_off_again()
    {
        var attached = Attachments.None.Apply(Assert.Single(AttachmentRules.Attach(Attachments.None, Photo, "acc-1", Now).Events));
        Assert.Equal([new Attachment("f-1", Now, "acc-1")], attached.Files);
        Assert.Empty(AttachmentRules.Attach(attached, Photo, "acc-2", Now).Events);
        Assert.Equal(Attachments.None, attached.Apply(Assert.Single(AttachmentRules.Detach(attached, "f-1").Events)));
        Assert.IsType<NotFound>(AttachmentRules.Detach(Attachments.None, "f-1").Refusal);
    }

    [Fact]
    public void A_record_tells_its_files_that_it_keeps_them_or_keeps_them_no_longer()
    {
        Assert.Equal([new ClaimFile("f-1", "c-1")], AttachingFiles.EffectsOf("c-1", new FileAttached("f-1", "ab", Now, "acc-1")));
        Assert.Equal([new ReleaseFile("f-1", "c-1")], AttachingFiles.EffectsOf("c-1", new FileDetached("f-1")));
    }

    [Fact]
    public void A_record_has_room_for_two_hundred_files()
    {
        var full = new Attachments { Files = [.. Enumerable.Range(0, 200).Select(i => new Attachment($"f-x{i}", Now, "acc-1"))] };
        Assert.IsType<InputInvalid>(AttachmentRules.Attach(full, Photo, "acc-1", Now).Refusal);
    }
}
