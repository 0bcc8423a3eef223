using AfterSales.Records;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Tests.Surveys;

public sealed class SurveyLinksTests
{
    private static readonly DateTimeOffset Expires = new(2099, 3, 10, 2, 0, 0, TimeSpan.Zero);

    private static readonly SurveyCard Invited = new() { Id = "sv-1", State = SurveyState.Invited, ExpiresAt = Expires };

    private readonly VirtualClock _clock = new(TimeProvider.System, isHeld: true);

    private readonly EphemeralDataProtectionProvider _keys = new();

    private SurveyLinks Links => new(_keys, _clock);

    [Fact]
    public void A_link_leads_to_its_card_until_it_expires()
    {
        var link = Links.LinkOf(Invited)!;
        Assert.Equal("sv-1", Links.CardOf(link));
        _clock.MoveTo(Expires.AddSeconds(-1));
        Assert.Equal("sv-1", Links.CardOf(link));
        _clock.MoveTo(Expires);
        Assert.Null(Links.CardOf(link));
    }

    [Theory]
    [InlineData(SurveyState.Planned)]
    [InlineData(SurveyState.Answered)]
    [InlineData(SurveyState.Expired)]
    [InlineData(SurveyState.Withdrawn)]
    public void A_card_that_can_not_be_answered_has_no_link(SurveyState state) => Assert.Null(Links.LinkOf(Invited with { State = state }));

    [Fact]
    public void A_link_that_was_changed_or_made_elsewhere_leads_nowhere()
    {
        var link = Links.LinkOf(Invited)!;
        for (var i = 0; i < link.Length; i += 7)
            Assert.Null(Links.CardOf(link[..i] + (link[i] == 'A' ? 'B' : 'A') + link[(i + 1)..]));
        Assert.Null(Links.CardOf(new SurveyLinks(new EphemeralDataProtectionProvider(), _clock).LinkOf(Invited)!));
        Assert.Null(Links.CardOf(_keys.CreateProtector("another purpose").Protect("sv-1 99999999999")));
        foreach (var nonsense in new[] { "", "sv-1", "%", "\0", "🙂", new string('A', 100_000) }) Assert.Null(Links.CardOf(nonsense));
    }

    [Fact]
    public void A_link_does_not_tell_its_card() => Assert.DoesNotContain("sv-1", Links.LinkOf(Invited), StringComparison.Ordinal);
}
