import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dreaming import gradients

sides = st.integers(2, 70)


def noise(*shape: int) -> torch.Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(3), dtype=torch.float64)


@settings(deadline=None)
@given(sides, sides, st.integers(1, 8))
def test_bands_add_up_to_the_gradient(height, width, count):
    gradient = noise(1, 3, height, width)

    bands = gradients.laplacian_bands(gradient, count)

    assert 1 <= len(bands) <= count
    assert torch.allclose(gradients.merge(bands), gradient)


def test_equalised_bands_have_unit_power_whatever_they_had():
    gradient = noise(1, 3, 64, 96) + 50 * torch.nn.functional.interpolate(noise(1, 3, 4, 6), (64, 96))
    bands = gradients.laplacian_bands(gradient, 4)

    alone = [gradients.equalise(gradients.merge(_only(bands, kept)), 1) for kept in range(4)]
    equal = gradients.equalise(gradient, 4)

    assert [piece.square().mean().item() for piece in alone] == pytest.approx([1] * 4)
    expected = gradients.merge([band / band.square().mean().sqrt() for band in bands])
    assert torch.allclose(equal, expected)


def _only(bands, kept):
    return [band if index == kept else torch.zeros_like(band) for index, band in enumerate(bands)]


def test_grain_holds_the_finest_band_back_most():
    gradient = noise(1, 3, 64, 64)

    def detail(grain):
        fine, *rest = gradients.laplacian_bands(gradients.equalise(gradient, 4, grain), 4)
        return fine.square().mean() / rest[-1].square().mean()

    assert detail(0.5) < detail(0.8) < detail(1.0)


def test_pictures_of_a_batch_do_not_mix():
    pair = torch.cat([noise(1, 3, 32, 32), 100 * noise(1, 3, 32, 32)])

    equal = gradients.equalise(pair, 4)

    assert torch.allclose(equal[0], equal[1])


@settings(max_examples=40, deadline=None)
@given(sides, sides, st.floats(0, 8))
def test_blur_keeps_an_even_gradient(height, width, deviation):
    even = torch.full((1, 3, height, width), 0.3)

    assert torch.allclose(gradients.blur(even, deviation), even, atol=1e-6)


def test_blur_keeps_the_sum_of_a_point_and_spreads_it_by_the_deviation():
    point = torch.zeros(1, 3, 41, 41, dtype=torch.float64)
    point[..., 20, 20] = 1

    blurred = gradients.blur(point, 2.0)[0, 0]

    offsets = torch.arange(-20, 21, dtype=torch.float64)
    assert blurred.sum().item() == pytest.approx(1)
    assert (blurred.sum(dim=0) * offsets**2).sum().item() == pytest.approx(4, rel=0.05)


def test_harmonise_leaves_light_and_dark_and_fades_lone_colours():
    grey, lone = torch.ones(1, 3, 1, 1), torch.tensor([1.0, -2.0, 1.0]).view(1, 3, 1, 1)

    assert torch.allclose(gradients.harmonise(grey, 1.0), grey, atol=0.06)
    assert gradients.harmonise(lone, 1.0).norm() < 0.1 * lone.norm()
    assert torch.equal(gradients.harmonise(lone, 0.0), lone)


def test_unit_has_a_mean_absolute_value_of_one_for_each_picture():
    pair = torch.cat([noise(1, 3, 8, 8), 1000 * noise(1, 3, 8, 8)])

    assert gradients.unit(pair).abs().mean(dim=(1, 2, 3)).tolist() == pytest.approx([1, 1])


def test_a_gradient_of_nothing_stays_nothing():
    nothing = torch.zeros(1, 3, 16, 16)

    assert torch.equal(gradients.unit(gradients.equalise(nothing, 4)), nothing)


def test_soft_colours_leave_light_and_dark_sharp():
    gradient = noise(1, 3, 32, 32)

    soft = gradients.soften_colours(gradient, 2.0)

    light = gradient.mean(dim=1, keepdim=True)
    assert torch.allclose(soft.mean(dim=1, keepdim=True), light)
    assert (soft - light).std() < 0.3 * (gradient - light).std()
    assert torch.allclose(gradients.soften_colours(gradient, 0), gradient)
