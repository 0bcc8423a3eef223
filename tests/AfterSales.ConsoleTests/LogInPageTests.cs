using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AfterSales.ConsoleTests;

public sealed class LogInPageTests(Site site)
{
    [Theory]
    [InlineData("zh-CN", false, "登录", "电子邮箱", "密码", "一次性验证码")]
    [InlineData("zh-CN", true, "登录", "电子邮箱", "密码", "一次性验证码")]
    [InlineData("en", false, "Log in", "E-mail", "Password", "One-time code")]
    [InlineData("en", true, "Log in", "E-mail", "Password", "One-time code")]
    [InlineData("es", false, "Iniciar sesión", "Correo electrónico", "Contraseña", "Código de un solo uso")]
    [InlineData("es", true, "Iniciar sesión", "Correo electrónico", "Contraseña", "Código de un solo uso")]
    public async Task It_shows_its_fields_in_the_browsers_language_within_the_width_of_the_screen(
        string language, bool phone, string title, string email, string password, string code)
    {
        await using var visitor = await site.VisitAsync(language, phone);
        var page = await visitor.OpenAsync("/account/login");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true })).ToBeVisibleAsync();
        foreach (var label in new[] { email, password, code }) await Expect(page.GetByLabel(label, new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = title, Exact = true })).ToBeInViewportAsync();
        await Visitor.LooksWellAsync(page, $"login-{(phone ? "phone" : "desktop")}-{language}");
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    [InlineData("es")]
    public async Task Axe_finds_nothing_serious_on_it_before_and_after_a_wrong_password(string language)
    {
        await using var visitor = await site.VisitAsync(language);
        var page = await visitor.OpenAsync("/account/login");
        Assert.Empty(await Visitor.BarriersAsync(page));
        await TryAsync(page, "wrong");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.Empty(await Visitor.BarriersAsync(page));
    }

    [Fact]
    public async Task The_keyboard_alone_leads_through_all_its_fields_and_on()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.OpenAsync("/account/login");
        await Expect(page.Locator("#email")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(ServedDemo.EmailOf("dispatcher.sh"));
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#password")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(ServedDemo.Password);
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#code")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Log in", Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/home");
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData("zh-CN", "电子邮箱、密码或一次性验证码有误，请检查后重试。")]
    [InlineData("en", "E-mail, password or one-time code is wrong. Please check them and try again.")]
    [InlineData("es", "El correo, la contraseña o el código no son correctos. Revíselos e inténtelo de nuevo.")]
    public async Task A_wrong_password_is_told_in_the_pages_language_and_the_right_one_leads_on(string language, string told)
    {
        await using var visitor = await site.VisitAsync(language, phone: true);
        var page = await visitor.OpenAsync("/account/login");
        await TryAsync(page, "wrong");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(told);
        await Expect(page.Locator("#email")).ToHaveValueAsync(ServedDemo.EmailOf("dispatcher.sh"));
        await Expect(page.Locator("#password")).ToBeFocusedAsync();
        Assert.Equal(0, await Visitor.HiddenWidthAsync(page));
        await TryAsync(page, ServedDemo.Password);
        await page.WaitForURLAsync("**/home");
    }

    [Fact]
    public async Task A_link_to_a_demo_log_in_needs_one_more_key_only()
    {
        await using var visitor = await site.VisitAsync();
        var page = await visitor.OpenAsync($"/account/login?email={ServedDemo.EmailOf("agent.sh")}&returnUrl=/home");
        await Expect(page.Locator("#email")).ToHaveValueAsync(ServedDemo.EmailOf("agent.sh"));
        await page.Locator("#password").PressAsync("Enter");
        await page.WaitForURLAsync("**/home");
    }

    private static async Task TryAsync(IPage page, string password)
    {
        await page.Locator("#email").FillAsync(ServedDemo.EmailOf("dispatcher.sh"));
        await page.Locator("#password").FillAsync(password);
        await page.Keyboard.PressAsync("Enter");
    }
}
