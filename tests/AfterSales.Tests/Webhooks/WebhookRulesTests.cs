using AfterSales.Records;
using AfterSales.Webhooks;
using AfterSales.Webhooks.Rules;

namespace AfterSales.Tests.Webhooks;

public sealed class WebhookRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static readonly WebhookTries Tries = new(1, 5, 6);

    private static readonly string[] Known = ["ticket.closed", "ticket.registered"];

    private static WebhookDelivery Owed => WebhookDelivery.Apply(null, Assert.Single(
        WebhookRules.Owe("whd-1", new OweDelivery("b-sh", "wh-1", "ticket.registered", "t-1", 1, Now), Now).Events));

    [Fact]
    public void Each_wait_is_twice_the_last_up_to_the_longest_and_then_it_is_set_aside()
    {
        var (delivery, at) = (Owed, Now);
        var waits = new List<double>();
        while (delivery.NextDue is { } due)
        {
            waits.Add((due - at).TotalMinutes);
            delivery = Given(delivery, 500, DeliveryFailure.NotAccepted, at = due);
        }

        Assert.Equal([0, 1, 2, 4, 5, 5], waits);
        Assert.Equal((DeliveryState.SetAside, 6, 500, DeliveryFailure.NotAccepted, at), (delivery.State, delivery.Tries, delivery.LastStatus!.Value, delivery.LastFailure!.Value, delivery.LastTryAt!.Value));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 2)]
    [InlineData(7, 4)]
    [InlineData(1000, 6)]
    public void On_a_clock_that_is_moved_the_tries_on_the_way_end_as_the_first_at_their_own_instants(int minutes, int tries)
    {
        var (single, at) = (Owed, Now);
        while (single.NextDue is { } due && due <= Now.AddMinutes(minutes)) single = Given(single, 500, DeliveryFailure.NotAccepted, at = due);
        var moved = WebhookRules.GivenUntil(Owed, 500, DeliveryFailure.NotAccepted, null, Tries, Now, Now.AddMinutes(minutes)).Events.Aggregate(Owed, WebhookDelivery.Apply);
        Assert.Equal(single, moved);
        Assert.Equal((tries, at), (moved.Tries, moved.LastTryAt!.Value));
    }

    [Fact]
    public void Where_time_passes_by_itself_and_for_what_is_taken_there_is_one_try()
    {
        Assert.Single(WebhookRules.GivenUntil(Owed, 500, DeliveryFailure.NotAccepted, null, Tries, Now, movesTo: null).Events);
        Assert.IsType<DeliveryTaken>(Assert.Single(WebhookRules.GivenUntil(Owed, 200, null, null, Tries, Now, Now.AddDays(2)).Events));
    }

    [Theory]
    [InlineData(DeliveryFailure.Gone)]
    [InlineData(DeliveryFailure.AddressNotAllowed)]
    [InlineData(DeliveryFailure.SecretLost)]
    public void What_no_further_try_would_change_is_set_aside_at_once(DeliveryFailure failure) =>
        Assert.Equal((DeliveryState.SetAside, failure), Given(Owed, null, failure, Now) is var aside ? (aside.State, aside.LastFailure!.Value) : default);

    [Fact]
    public void What_was_taken_or_set_aside_is_sent_again_from_the_beginning_and_what_waits_is_not()
    {
        var taken = Given(Owed, 204, null, Now);
        Assert.Equal((DeliveryState.Delivered, 204, null, null), (taken.State, taken.LastStatus!.Value, taken.LastFailure, taken.NextDue));
        var again = WebhookDelivery.Apply(taken, Assert.Single(WebhookRules.SendAgain(taken, isRegistered: true, Now.AddDays(1)).Events));
        Assert.Equal((DeliveryState.Waiting, 0, Now.AddDays(1)), (again.State, again.Tries, again.NextDue!.Value));
        Assert.Equal(Now.AddDays(1), Assert.IsType<DeliveryOnItsWay>(WebhookRules.SendAgain(again, isRegistered: true, Now.AddDays(1)).Refusal).NextTryAt);
        Assert.Equal("wh-1", Assert.IsType<WebhookGone>(WebhookRules.SendAgain(taken, isRegistered: false, Now).Refusal).WebhookId);
    }

    [Fact]
    public void Unknown_events_are_refused_by_their_place_and_none_at_all_too()
    {
        var refusal = Assert.IsType<InputInvalid>(Register(null, "wh-1", "ticket.closed", "ticket.burnt").Refusal);
        Assert.Equal(new InputIssue("events[1]", "UNKNOWN"), Assert.Single(refusal.Issues));
        Assert.Equal(new InputIssue("events", "REQUIRED"), Assert.Single(Assert.IsType<InputInvalid>(Register(null, "wh-1").Refusal).Issues));
    }

    [Fact]
    public void There_are_so_many_addresses_at_most_and_each_key_once()
    {
        WebhookBook? book = null;
        for (var i = 0; i < WebhookRules.MostWebhooks; i++) book = WebhookBook.Apply(book, Assert.Single(Register(book, $"wh-{i}", "ticket.registered", "ticket.closed", "ticket.closed").Events));
        Assert.Equal(Known, book!.All[0].Events);
        Assert.IsType<TooManyWebhooks>(Register(book, "wh-more", "ticket.closed").Refusal);
        Assert.IsType<AlreadyExists>(Register(book, "wh-0", "ticket.closed").Refusal);
    }

    [Theory]
    [InlineData("b-sh", "ticket.closed", true)]
    [InlineData("b-mad", "ticket.closed", false)]
    [InlineData("b-sh", "ticket.registered", false)]
    public void An_address_hears_of_its_events_at_its_branch(string branchId, string name, bool hears) =>
        Assert.Equal(hears, new Webhook("wh-1", "https://shop.example", ["ticket.closed"], "b-sh", "", Now, "acc-1").Hears(name, branchId));

    [Fact]
    public void Changing_it_to_what_it_is_changes_nothing_and_what_is_not_there_is_not_found()
    {
        var book = WebhookBook.Apply(null, Assert.Single(Register(null, "wh-1", "ticket.closed").Events));
        Assert.Empty(WebhookRules.Change(book, new ChangeWebhook("wh-1", "https://shop.example", ["ticket.closed", "ticket.closed"], null), Known).Events);
        Assert.Single(WebhookRules.Change(book, new ChangeWebhook("wh-1", "https://shop.example", ["ticket.closed"], "b-sh"), Known).Events);
        Assert.IsType<NotFound>(WebhookRules.Change(book, new ChangeWebhook("wh-2", "https://shop.example", ["ticket.closed"], null), Known).Refusal);
        Assert.IsType<NotFound>(WebhookRules.ReplaceSecret(book, "wh-2", "").Refusal);
        Assert.IsType<NotFound>(WebhookRules.Remove(book, "wh-2").Refusal);
        Assert.Empty(WebhookBook.Apply(book, Assert.Single(WebhookRules.Remove(book, "wh-1").Events)).All);
    }

    [Theory]
    [InlineData("https://shop.example/hook?key=1", null)]
    [InlineData("https://8.8.8.8:8443/hook", null)]
    [InlineData("http://shop.example/hook", "HTTPS_REQUIRED")]
    [InlineData("http://127.0.0.1/hook", "HTTPS_REQUIRED")]
    [InlineData("https://127.0.0.1/hook", "ADDRESS_NOT_ALLOWED")]
    [InlineData("https://localhost/hook", "ADDRESS_NOT_ALLOWED")]
    [InlineData("https://10.1.2.3/hook", "ADDRESS_NOT_ALLOWED")]
    [InlineData("https://2130706433/hook", "ADDRESS_NOT_ALLOWED")]
    [InlineData("https://169.254.169.254/latest/meta-data", "ADDRESS_NOT_ALLOWED")]
    [InlineData("https://[::ffff:192.168.0.1]/hook", "ADDRESS_NOT_ALLOWED")]
    [InlineData("https://[fd00::1]/hook", "ADDRESS_NOT_ALLOWED")]
    [InlineData("https://user:password@shop.example/hook", "URL_INVALID")]
    [InlineData("https://shop.example/hook#part", "URL_INVALID")]
    [InlineData("shop.example/hook", "URL_INVALID")]
    [InlineData("file:///etc/passwd", "URL_INVALID")]
    public void Only_encrypted_addresses_of_the_internet_can_be_registered(string url, string? issue) => Assert.Equal(issue, WebhookUrl.IssueOf(url, new WebhookSettings()));

    [Fact]
    public void The_settings_open_this_machine_or_private_networks()
    {
        var loopback = new WebhookSettings { AllowLoopback = true };
        Assert.Null(WebhookUrl.IssueOf("http://127.0.0.1:9000/hook", loopback));
        Assert.Null(WebhookUrl.IssueOf("http://localhost:9000/hook", loopback));
        Assert.Equal("ADDRESS_NOT_ALLOWED", WebhookUrl.IssueOf("https://10.1.2.3/hook", loopback));
        var office = new WebhookSettings { AllowPrivateNetworks = true };
        Assert.Null(WebhookUrl.IssueOf("https://10.1.2.3/hook", office));
        Assert.Equal("HTTPS_REQUIRED", WebhookUrl.IssueOf("http://10.1.2.3/hook", office));
    }

    [Fact]
    public void Published_events_have_names_of_their_own_in_one_form()
    {
        Assert.True(PublishedEvents.Names.Count > 20);
        Assert.Equal(PublishedEvents.Names.Distinct(), PublishedEvents.Names);
        Assert.All(PublishedEvents.Names, name => Assert.Matches("^[a-z_]+\\.[a-z]+$", name));
    }

    private static Decision Register(WebhookBook? book, string id, params string[] events) =>
        WebhookRules.Register(book, new RegisterWebhook(id, "https://shop.example", events, null), "", Known, "acc-1", Now);

    private static WebhookDelivery Given(WebhookDelivery delivery, int? status, DeliveryFailure? failure, DateTimeOffset now) =>
        WebhookDelivery.Apply(delivery, Assert.Single(WebhookRules.Given(delivery, status, failure, null, Tries, now).Events));
}
